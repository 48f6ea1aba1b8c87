list(APPEND PINION_UI_SOURCES
    cluster/appaction.cpp cluster/appaction.h
    cluster/appactiondialog.cpp cluster/appactiondialog.h
    cluster/appchanger.cpp cluster/appchanger.h
    cluster/appdetails.cpp cluster/appdetails.h
    cluster/appfiles.cpp cluster/appfiles.h
    cluster/approw.cpp cluster/approw.h
    cluster/clusterbar.cpp cluster/clusterbar.h
    cluster/clustercommands.cpp cluster/clustercommands.h
    cluster/clusterdelegate.cpp cluster/clusterdelegate.h
    cluster/clusterfilter.cpp cluster/clusterfilter.h
    cluster/clustermodel.cpp cluster/clustermodel.h
    cluster/clustermodeldata.cpp
    cluster/clusternode.h
    cluster/clusterpanel.cpp cluster/clusterpanel.h
    cluster/clusterpanelstate.cpp
    cluster/clusterreader.cpp cluster/clusterreader.h
    cluster/flowlayout.cpp cluster/flowlayout.h
    cluster/instancesmodel.cpp cluster/instancesmodel.h
    cluster/logspage.cpp cluster/logspage.h
    cluster/sameimage.cpp cluster/sameimage.h
    cluster/targetimages.cpp cluster/targetimages.h
)
