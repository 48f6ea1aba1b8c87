qt_wrap_ui(PINION_REGISTRY_FORMS
    ${PROJECT_SOURCE_DIR}/forms/registriespage.ui
    ${PROJECT_SOURCE_DIR}/forms/signinform.ui
    ${PROJECT_SOURCE_DIR}/forms/tagpicker.ui
)
list(APPEND PINION_UI_SOURCES
    registry/imagecommands.cpp registry/imagecommands.h
    registry/imagewatch.cpp registry/imagewatch.h
    registry/pickermemory.cpp registry/pickermemory.h
    registry/pinbar.cpp registry/pinbar.h
    registry/registries.cpp registry/registries.h
    registry/registriespage.cpp registry/registriespage.h
    registry/runningimages.h
    registry/tagbrowser.cpp registry/tagbrowser.h
    registry/tagmodel.cpp registry/tagmodel.h
    registry/tagmodeldata.cpp
    registry/tagnotice.cpp registry/tagnotice.h
    registry/tagpicker.cpp registry/tagpicker.h
    registry/tagpickerstates.cpp
    registry/tagtexts.cpp registry/tagtexts.h
    registry/tagview.cpp registry/tagview.h
    ${PINION_REGISTRY_FORMS}
)
