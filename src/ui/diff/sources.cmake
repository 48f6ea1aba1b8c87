list(APPEND PINION_UI_SOURCES
    diff/changesmodel.cpp diff/changesmodel.h
    diff/changespane.cpp diff/changespane.h
    diff/changesview.cpp diff/changesview.h
    diff/comparedtexts.cpp diff/comparedtexts.h
    diff/diffcell.cpp diff/diffcell.h
    diff/difflines.cpp diff/difflines.h
    diff/diffview.cpp diff/diffview.h
    diff/diffviewpaint.cpp
    diff/targetreader.cpp diff/targetreader.h
)
